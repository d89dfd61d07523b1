/** Somebody wants to know why, not how much: "root cause?", "what's behind it", "what is causing this". */
export const WHY =
  /\bwhy\b|\bhow come\b|\bwhat(?:['’]?s| is) (?:wrong|causing|going on|the matter|(?:really )?behind)\b|\bwhat causes?\b|\bcaus(?:e|es|ed|ing)\b|\bculprit\b|\bto blame\b|\b(?:what|who)(?:['’]?s| is)? behind\b|\bdue to what\b|\breason\b/i;
