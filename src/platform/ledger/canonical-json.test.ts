import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type JsonValue, parseCanonicalJson } from './canonical-json.ts';

/** A number from the bits of its IEEE 754 form. */
function double(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE();
}

describe('canonical JSON', () => {
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number of bits %s as RFC 8785, appendix B does', (bits, text) => {
    expect(canonicalJson(double(bits))).toBe(text);
  });

  // Vectors of the reference implementation: github.com/cyberphone/json-canonicalization, testdata.
  it('writes the values of the reference tests', () => {
    const source = String.raw`{
      "numbers": [1E30, 4.50, 333333333.33333329, 2e-3, 0.000000000000000000000000001],
      "escaping": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(canonicalJson(JSON.parse(source))).toBe(
      String.raw`{"escaping":"€$\u000f\nA'B\"\\\\\"/","literals":[null,true,false],"numbers":[1e+30,4.5,333333333.3333333,0.002,1e-27]}`,
    );
  });

  it('sorts names by UTF-16 code units, not by code points', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '1': 'One',
      '\u0080': 'Control\u007f',
      '\ud83d\ude02': 'Smiley',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '</script>': 'Browser Challenge',
    };
    expect(canonicalJson(value)).toBe(
      '{"1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis",' +
        '"€":"Euro Sign","\ud83d\ude02":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it('sorts at every depth and keeps the order of lists', () => {
    const value = {
      '1': { f: { f: 'hi', F: 5 }, '\n': 56.0 },
      '10': {},
      '': 'empty',
      a: {},
      '111': [{}],
      A: {},
    };
    expect(canonicalJson(value)).toBe(
      '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}',
    );
    expect(canonicalJson([56, { d: true, '10': null, '1': [] }])).toBe('[56,{"1":[],"10":null,"d":true}]');
  });

  it.each<[string, unknown, RegExp]>([
    ['NaN', { a: [1, Number.NaN] }, /a\[1\] is NaN/],
    ['an infinity', { a: Number.NEGATIVE_INFINITY }, /a is -Infinity/],
    ['undefined', { a: { b: undefined } }, /a\.b is undefined/],
    ['a hole in a list', { a: new Array(2) }, /a\[0\] is undefined/],
    ['a lone surrogate', { a: 'x\ud83d' }, /a holds a lone surrogate/],
    ['a lone surrogate in a name', { '\ude02': 1 }, /holds a lone surrogate/],
    ['a date', { a: new Date(0) }, /a is not a plain object/],
    ['a map', new Map(), /The value is not a plain object/],
    ['a big integer', 1n, /The value is bigint/],
    ['a function', () => 1, /The value is function/],
  ])('refuses %s', (_, value, message) => {
    expect(() => canonicalJson(value as JsonValue)).toThrow(message);
  });

  it('refuses what is nested without end', () => {
    const ring: { self?: unknown } = {};
    ring.self = ring;
    expect(() => canonicalJson(ring as JsonValue)).toThrow(/nested deeper than 64/);
  });

  it('is one text for one value: reading it back gives the same value and the same text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'small', noUnicodeString: false }), (value) => {
        fc.pre(JSON.stringify(value).isWellFormed() && !/\\ud[89a-f]/.test(JSON.stringify(value)));
        const text = canonicalJson(value as JsonValue);
        expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each(['{"b":1,"a":2}', '{ "a":1}', '{"a":1,"a":1}', '1.0', '"\\u0041"', '[1,2]\n'])(
    'is the only spelling that is read: %s is refused',
    (text) => {
      expect(() => parseCanonicalJson(text)).toThrow(TypeError);
    },
  );
});
