import type { Row } from '../../rows.ts';

export const whichRows: Row[] = [];
