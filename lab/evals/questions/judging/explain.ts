import type { Row } from '../../rows.ts';

export const explainRows: Row[] = [];
