import type { Row } from '../../../rows.ts';

export const incidentRows: Row[] = [];

export const dashboardRows: Row[] = [];

export const sloRows: Row[] = [];
