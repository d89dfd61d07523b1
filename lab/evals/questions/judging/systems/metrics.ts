import type { Row } from '../../../rows.ts';

export const metricRows: Row[] = [];
