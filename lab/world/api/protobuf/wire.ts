/** One field as it lies on the wire: varints as bigint, the rest as bytes. */
export interface WireField {
  number: number;
  value: bigint | Buffer;
}

interface Cursor {
  bytes: Buffer;
  at: number;
}

const LONGEST_VARINT = 10;

/** The fields of a protobuf message in their order. Throws RangeError when the bytes are no message. */
export function readFields(bytes: Buffer): WireField[] {
  const cursor = { bytes, at: 0 };
  const fields: WireField[] = [];
  while (cursor.at < bytes.length) {
    const tag = Number(readVarint(cursor));
    fields.push({ number: tag >>> 3, value: readValue(cursor, tag & 7) });
  }
  return fields;
}

function readValue(cursor: Cursor, wireType: number): bigint | Buffer {
  if (wireType === 0) return readVarint(cursor);
  if (wireType === 1) return readBytes(cursor, 8);
  if (wireType === 2) return readBytes(cursor, Number(readVarint(cursor)));
  if (wireType === 5) return readBytes(cursor, 4);
  throw new RangeError(`wire type ${wireType} is not known`);
}

function readVarint(cursor: Cursor): bigint {
  let value = 0n;
  for (let index = 0; index < LONGEST_VARINT; index += 1) {
    const byte = cursor.bytes.readUInt8(cursor.at);
    cursor.at += 1;
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return BigInt.asIntN(64, value);
  }
  throw new RangeError('a number is too long');
}

function readBytes(cursor: Cursor, length: number): Buffer {
  const end = cursor.at + length;
  if (length < 0 || end > cursor.bytes.length) throw new RangeError('the message is cut off');
  const part = cursor.bytes.subarray(cursor.at, end);
  cursor.at = end;
  return part;
}
