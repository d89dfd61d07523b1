/** What the bench tells the world process. */
export interface WorldCommand {
  type: 'add-config-map';
  name: string;
}

/** What the world process answers. */
export type WorldReply = { type: 'ready'; pods: number; nodes: number } | { type: 'added'; at: number };
