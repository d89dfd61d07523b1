import type { Row } from '../../rows.ts';

export const changeRows: Row[] = [];
