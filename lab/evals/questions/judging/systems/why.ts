import type { Row } from '../../../rows.ts';

export const whyRows: Row[] = [];
