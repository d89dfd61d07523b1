/** Gives texts places in a space where likeness of meaning is nearness. */
export interface Embedder {
  /** Changes whenever the same text would get another vector: what is kept under another id is embedded again. */
  id: string;
  dimensions: number;
  /** Vectors of length 1, in the order of the texts. UpstreamError when its server does not answer. */
  embed: (texts: readonly string[], signal?: AbortSignal) => Promise<Float32Array[]>;
}
