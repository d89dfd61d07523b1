import type { Row } from '../../rows.ts';

export const describeRows: Row[] = [];
