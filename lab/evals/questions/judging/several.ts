import type { Row } from '../../rows.ts';

export const severalRows: Row[] = [];
