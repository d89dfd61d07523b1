import type { Row } from '../../rows.ts';

export const groupRows: Row[] = [];
