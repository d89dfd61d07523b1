import type { Row } from '../../rows.ts';

export const eventRows: Row[] = [];
