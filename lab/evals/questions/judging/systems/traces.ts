import type { Row } from '../../../rows.ts';

export const traceRows: Row[] = [];
