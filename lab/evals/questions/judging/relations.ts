import type { Row } from '../../rows.ts';

export const relationRows: Row[] = [];
