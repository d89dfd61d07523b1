import type { Row } from '../../rows.ts';

export const commandRows: Row[] = [];

export const changeRequestRows: Row[] = [];
