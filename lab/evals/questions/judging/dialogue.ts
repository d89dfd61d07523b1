import type { Row } from '../../rows.ts';

export const dialogueRows: Row[] = [];
