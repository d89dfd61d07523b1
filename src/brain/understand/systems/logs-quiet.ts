const WRITERS =
  '(?:services?|apps?|applications?|workloads?|deployments?|pods?|namespaces?|nodes?|containers?)';
const TROUBLE = '(?:errors?|exceptions?|warnings?|failures?|panics?|stack ?traces?)';
const NONE = '(?:no|zero|0|not a single|not any|without any|(?:the )?(?:fewest|least))';
const WRITES = '(?:log(?:s|ged|ging)?|writ(?:es?|ten|ing)|wrote|print(?:s|ed|ing)?)';
const OPENS = `^(?:ok |and |so |now )*(?:(?:which|what|any|list|show|get)(?: me)?(?: of)?(?: the| our| all)* )?${WRITERS} (?:that |which )?`;

const FORMS = [
  `(?:are |is |have |has )?${WRITES} ${NONE} (?:log )?${TROUBLE}\\b`,
  `(?:have|has|do|does|did|are|is)(?: not|n't) ${WRITES} (?:any |a single )?(?:log )?${TROUBLE}\\b`,
  `(?:have|has|had|show|shows|with) ${NONE} (?:log(?:ged)? )?${TROUBLE} (?:lines?|logs?|in (?:the|their|its) (?:log ?)?(?:logs?|lines?))\\b`,
  `without (?:any |a single )?(?:log(?:ged)? )?${TROUBLE} (?:lines?|logs?|in (?:the|their|its) logs?)\\b`,
  '(?:have|has|with) (?:a )?clean logs?\\b',
].map((form) => new RegExp(OPENS + form, 'i'));

/** "which services logged no errors": who writes, but nothing of that kind. */
export const asksQuiet = (text: string): boolean => FORMS.some((form) => form.test(text));
