import type { OpenAICompatibleProvider } from '@ai-sdk/openai-compatible';

/** A model of the AI SDK, whichever its provider. */
export type SdkModel = ReturnType<OpenAICompatibleProvider['chatModel']>;
export type SdkOptions = Parameters<SdkModel['doStream']>[0];
export type SdkPrompt = SdkOptions['prompt'];
export type SdkPart =
  Awaited<ReturnType<SdkModel['doStream']>>['stream'] extends ReadableStream<infer Part> ? Part : never;
/** Options that only one provider understands, by its name. */
export type SdkExtras = NonNullable<SdkOptions['providerOptions']>;
