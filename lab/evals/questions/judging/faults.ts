import type { Row } from '../../rows.ts';

export const faultRows: Row[] = [];
