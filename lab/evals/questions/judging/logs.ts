import type { Row } from '../../rows.ts';

export const logRows: Row[] = [];
