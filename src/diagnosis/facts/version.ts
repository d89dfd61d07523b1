/** Major and minor of a version such as v1.34.1 or v1.29.0-eks-a5ec690; undefined when unreadable. */
export function minorOf(version: string | undefined): { major: number; minor: number } | undefined {
  const match = /^v?(\d+)\.(\d+)/.exec(version ?? '');
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}
