/** The bytes are not what protobuf's wire format allows: a fault of the service that sent them, never of the caller. */
export class WireError extends Error {
  override readonly name = 'WireError'
  constructor() {
    super('malformed protobuf message')
  }
}

/** A cursor over a message in protobuf's wire format. Every read throws WireError when the bytes end too early. A class for the reason given at JsonOutput. */
export class WireReader {
  position = 0
  private readonly view: DataView

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  private advance(size: number) {
    const from = this.position
    if (size > this.bytes.length - from) throw new WireError()
    this.position = from + size
    return from
  }

  /** A varint as an unsigned number of 32 bits; higher bits are dropped, as the format demands for tags, lengths, enums and int32. */
  uint32(): number {
    const { bytes } = this
    let position = this.position
    let byte = bytes[position++]
    let value = 0
    for (let shift = 0; byte !== undefined && shift < 70; shift += 7) {
      if (shift < 32) value |= (byte & 127) << shift
      if (byte < 128) {
        this.position = position
        return value >>> 0
      }
      byte = bytes[position++]
    }
    throw new WireError()
  }

  /** A varint as a signed number of 32 bits. */
  int32(): number {
    return this.uint32() | 0
  }

  /** A varint of 64 bits, unsigned. */
  uint64(): bigint {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.position++]
      if (byte === undefined) break
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return BigInt.asUintN(64, value)
    }
    throw new WireError()
  }

  /** A signed varint of 64 bits as a number; exact within 2^53, as the seconds of every timestamp are. */
  seconds(): number {
    const start = this.position
    let value = 0
    let factor = 1
    for (let size = 0; size < 7; size++) {
      const byte = this.bytes[this.position++]
      if (byte === undefined) throw new WireError()
      value += (byte & 127) * factor
      if (byte < 128) return value
      factor *= 128
    }
    this.position = start
    return Number(BigInt.asIntN(64, this.uint64()))
  }

  fixed32(): number {
    return this.view.getUint32(this.advance(4), true)
  }

  fixed64(): bigint {
    return this.view.getBigUint64(this.advance(8), true)
  }

  float(): number {
    return this.view.getFloat32(this.advance(4), true)
  }

  double(): number {
    return this.view.getFloat64(this.advance(8), true)
  }

  /** Reads the length of a length-delimited value and returns where the value ends; the cursor stands at its beginning then. */
  end(): number {
    const size = this.uint32()
    if (size > this.bytes.length - this.position) throw new WireError()
    return this.position + size
  }

  /** Passes over a value of the wire type. */
  skip(wireType: number) {
    if (wireType === 0) this.uint64()
    else if (wireType === 1) this.advance(8)
    else if (wireType === 2) this.position = this.end()
    else if (wireType === 5) this.advance(4)
    else throw new WireError()
  }
}
