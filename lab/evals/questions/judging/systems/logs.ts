import type { Row } from '../../../rows.ts';

export const lokiRows: Row[] = [];
