import type { Row } from '../../rows.ts';

export const listRows: Row[] = [];
