import type { Row } from '../../../rows.ts';

export const alertRows: Row[] = [];
