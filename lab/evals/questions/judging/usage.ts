import type { Row } from '../../rows.ts';

export const usageRows: Row[] = [];
