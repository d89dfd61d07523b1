import type { Row } from '../../../rows.ts';

export const deploymentRows: Row[] = [];

export const syncRows: Row[] = [];
