import type { Row } from '../../rows.ts';

export const topRows: Row[] = [];
