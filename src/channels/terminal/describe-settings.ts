import type { SettingInUse } from '#ground/config';
import type { Output } from './output.ts';
import { renderMarkdown } from './markdown/render-markdown.ts';

/** Every setting with its value, where it comes from, its default and what it means. */
export function describeSettings(settings: SettingInUse[], screen: Pick<Output, 'colour' | 'width'>): string {
  return renderMarkdown(settings.map(describe).join('\n\n'), screen);
}

function describe(setting: SettingInUse): string {
  const { name, env, fileKey, value, source, description } = setting;
  const places = [env, fileKey === undefined ? undefined : `"${fileKey}" in jamie.yaml`].filter(
    (place) => place !== undefined,
  );
  return [
    `## ${name} = ${show(value)}`,
    `- ${escape(description)}`,
    `- Set by ${escape(places.join(' or '))}. Now from: ${escape(source)}. Default: ${show(setting.default)}`,
  ].join('\n');
}

function show(value: unknown): string {
  if (value === undefined) return '(not set)';
  return escape(typeof value === 'string' ? value : JSON.stringify(value));
}

const escape = (text: string): string => text.replace(/[\\`*_[\]<>|]/g, '\\$&');
