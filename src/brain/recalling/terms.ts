const STOP = new Set(
  `a about above after again all also am an and any are as ask asked at be because been before being but by came can cannot come could day did discuss discussed discussing do does doing done else
  ever first for from get go got had has have having he her here him his how i if in into is it its just know last later like look looked looking me mention mentioned more most my no not now of off on once one only
  or other our out over please recall remember remind said same say see she should so some something spoke speak speaking such talk talked talking tell than thanks that the their them then there these they thing things this those time
  to today told too under until up us very was we week were what when where which while who whom whose why will with would yesterday you your yours anything already conversation chat discussion topic`.split(
    /\s+/,
  ),
);
const MOST = 8;
const LONGEST = 60;

/** The words of a question that say what it is about, in lower case; names stay whole. */
export function termsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+)*/gu) ?? [];
  return [...new Set(words.filter((word) => !STOP.has(word)).map((word) => word.slice(0, LONGEST)))].slice(
    0,
    MOST,
  );
}
