//! A short fingerprint of a run, to show that two machines computed the same.

/// FNV-1a with 64 bits over the bits of what it is fed.
///
/// Not a cryptographic hash: it notices accidents, not attacks. Every NaN
/// counts as the same NaN, because WebAssembly leaves a NaN's payload open;
/// `0.0` and `−0.0` count as different.
/// Source: Fowler, Noll and Vo, IETF RFC 9923.
///
/// ```
/// let mut digest = ml::digest::Digest::new();
/// digest.floats(&[1.0, 2.0]).count(3);
/// assert_eq!(format!("{digest}").len(), 16);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(u64);

impl Digest {
    /// The digest of nothing.
    pub const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Feeds bytes.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self
    }

    /// Feeds one number's bits, lowest byte first.
    pub fn float(&mut self, value: f64) -> &mut Self {
        let bits = if value.is_nan() { 0x7ff8_0000_0000_0000 } else { value.to_bits() };
        self.bytes(&bits.to_le_bytes())
    }

    /// Feeds numbers from first to last, a matrix row after row.
    pub fn floats<'a>(&mut self, values: impl IntoIterator<Item = &'a f64>) -> &mut Self {
        for &value in values {
            self.float(value);
        }
        self
    }

    /// Feeds a count or an index.
    pub fn count(&mut self, value: usize) -> &mut Self {
        self.bytes(&(value as u64).to_le_bytes())
    }

    /// The fingerprint so far.
    pub const fn value(&self) -> u64 {
        self.0
    }
}

impl Default for Digest {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The fingerprint of a vector of numbers.
pub fn of_floats<'a>(values: impl IntoIterator<Item = &'a f64>) -> u64 {
    Digest::new().floats(values).value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        // Test vectors of the FNV authors.
        for (text, hash) in [("", 0xcbf29ce484222325), ("a", 0xaf63dc4c8601ec8c), ("foobar", 0x85944171f73967e8)] {
            assert_eq!(Digest::new().bytes(text.as_bytes()).value(), hash);
        }
    }

    #[test]
    fn every_bit_counts_except_a_nans() {
        assert_ne!(of_floats(&[0.0]), of_floats(&[-0.0]));
        assert_ne!(of_floats(&[0.3]), of_floats(&[0.1 + 0.2]));
        assert_ne!(of_floats(&[1.0, 2.0]), of_floats(&[2.0, 1.0]));
        let other_nan = f64::from_bits(f64::NAN.to_bits() ^ 1);
        assert_eq!(of_floats(&[f64::NAN]), of_floats(&[other_nan]));
    }
}
