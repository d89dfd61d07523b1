import type { Row } from '../../rows.ts';

export const accessRows: Row[] = [];
