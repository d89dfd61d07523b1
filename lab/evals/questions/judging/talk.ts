import type { Row } from '../../rows.ts';

export const clusterHealthRows: Row[] = [];

export const greetRows: Row[] = [];

export const helpRows: Row[] = [];

export const hostileRows: Row[] = [];

export const nameRows: Row[] = [];

export const outOfReachRows: Row[] = [];

export const switchRows: Row[] = [];
