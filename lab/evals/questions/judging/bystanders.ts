import type { Row } from '../../rows.ts';

export const bystanderRows: Row[] = [];
