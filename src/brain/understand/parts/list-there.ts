import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from '../analyse.ts';

/** "pods scheduled on worker-1" are a list, and no part of the node. */
const LISTS_PODS =
  /^(?:(?:and|so|please|list|show|get|give|me|which|what|all|the|how|many|count|number|of) )*pods? (?:that |which )?(?:are |is |get |got )?(?:currently |now )?(?:scheduled|running|run|on|placed|hosted|living|sitting|assigned)\b/i;

/** What is in a place, and what is on a node: lists, and no part of anything. */
export const isListThere = ({ text, places }: Analysis, { kind, name }: ObjectRef): boolean =>
  (kind === 'Node' && LISTS_PODS.test(text.trim())) ||
  (places.namespaces.includes(name) && IN_PLACE.test(text.slice(0, text.toLowerCase().lastIndexOf(name))));
const IN_PLACE = /\b(?:in|inside|within)(?: the)? $/i;
