import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A certificate with its private key, both in PEM. */
export interface Certificate {
  certificate: string;
  key: string;
}

export interface CertificateRequest {
  commonName: string;
  names: string[];
  notBefore: number;
  notAfter: number;
  serial?: number;
}

function tlv(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const size = body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...parts: Buffer[]): Buffer => tlv(0x30, ...parts);
const bytes = (...values: number[]): Buffer => Buffer.from(values);
const utf8 = (text: string): Buffer => tlv(0x0c, Buffer.from(text));

const OID = {
  ecdsaSha256: tlv(0x06, bytes(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02)),
  commonName: tlv(0x06, bytes(0x55, 0x04, 0x03)),
  alternativeNames: tlv(0x06, bytes(0x55, 0x1d, 0x11)),
  basicConstraints: tlv(0x06, bytes(0x55, 0x1d, 0x13)),
};

function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14);
  return tlv(0x18, Buffer.from(`${digits}Z`));
}

function generalName(name: string): Buffer {
  const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(name);
  return isAddress ? tlv(0x87, bytes(...name.split('.').map(Number))) : tlv(0x82, Buffer.from(name));
}

function extensions(names: string[]): Buffer {
  const constraints = tlv(0x04, sequence(tlv(0x01, bytes(0xff))));
  const alternatives = tlv(0x04, sequence(...names.map(generalName)));
  return tlv(
    0xa3,
    sequence(
      sequence(OID.basicConstraints, tlv(0x01, bytes(0xff)), constraints),
      sequence(OID.alternativeNames, alternatives),
    ),
  );
}

function toBeSigned(request: CertificateRequest, publicKey: KeyObject): Buffer {
  const name = sequence(tlv(0x31, sequence(OID.commonName, utf8(request.commonName))));
  const serial = bytes(0x01, ...Buffer.from((request.serial ?? 1).toString(16).padStart(8, '0'), 'hex'));
  return sequence(
    tlv(0xa0, tlv(0x02, bytes(2))),
    tlv(0x02, serial),
    sequence(OID.ecdsaSha256),
    name,
    sequence(time(request.notBefore), time(request.notAfter)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(request.names),
  );
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** Makes a real self-signed X.509 certificate (ECDSA P-256), usable as its own authority. */
export function selfSign(request: CertificateRequest): Certificate {
  const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const body = toBeSigned(request, pair.publicKey);
  const signature = sign('sha256', body, pair.privateKey);
  const der = sequence(body, sequence(OID.ecdsaSha256), tlv(0x03, bytes(0), signature));
  const key = createPrivateKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return {
    certificate: pem('CERTIFICATE', der),
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
