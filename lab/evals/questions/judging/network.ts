import type { Row } from '../../rows.ts';

export const connectivityRows: Row[] = [];
