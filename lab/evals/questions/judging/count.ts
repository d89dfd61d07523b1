import type { Row } from '../../rows.ts';

export const countRows: Row[] = [];
