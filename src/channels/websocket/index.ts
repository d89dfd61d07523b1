export { websocketDoor } from './websocket-door.ts';
export type { WebsocketDeps } from './websocket-door.ts';
export { serverMessageSchema } from './messages.ts';
export type { ClientMessage, ServerMessage } from './messages.ts';
