import type { Row } from '../../rows.ts';

export const sceneRows: Row[] = [];
