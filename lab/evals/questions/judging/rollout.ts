import type { Row } from '../../rows.ts';

export const rolloutRows: Row[] = [];
