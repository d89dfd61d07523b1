export { createLocalEmbedder } from './local-embedder.ts';
