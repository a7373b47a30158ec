//! ZIP archives, as far as documents are read: what is in them, and one entry's bytes.
//!
//! The directory is walked in place and nothing is kept, so that an archive with a million entries
//! costs no memory. Source: PKWARE, APPNOTE 6.3.10; ZIP64 is not needed below 4 GiB.

use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// An archive that is read in place.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    /// Where the directory starts, and how many entries it says it has.
    directory: usize,
    count: usize,
}

/// One entry of an archive's directory.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) name: &'a [u8],
    method: u16,
    packed: usize,
    /// Where its own header stands.
    header: usize,
}

const END: &[u8] = b"PK\x05\x06";
/// The end record with the longest comment that it may have.
const LONGEST_END: usize = 22 + 0xffff;

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let tail = bytes.len().saturating_sub(LONGEST_END);
        let end = tail + memchr::memmem::rfind(&bytes[tail..], END)?;
        let count = usize::from(short(bytes, end + 10)?);
        let directory = long(bytes, end + 16)?;
        Some(Self { bytes, directory, count })
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'a>> {
        let (bytes, mut at) = (self.bytes, self.directory);
        (0..self.count).map_while(move |_| {
            let header = bytes.get(at..at + 46)?;
            header.starts_with(b"PK\x01\x02").then_some(())?;
            let length = |from: usize| short(header, from).map(usize::from);
            let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
            let entry = Entry {
                name: bytes.get(at + 46..at + 46 + name)?,
                method: short(header, 10)?,
                packed: long(header, 20)?,
                header: long(header, 42)?,
            };
            at += 46 + name + extra + comment;
            Some(entry)
        })
    }

    /// The bytes of an entry, at most `most`; `None` when it has more, is encrypted or damaged.
    pub(super) fn read(&self, entry: &Entry<'_>, most: usize) -> Option<Vec<u8>> {
        let header = self.bytes.get(entry.header..)?;
        header.starts_with(b"PK\x03\x04").then_some(())?;
        let is_encrypted = short(header, 6)? & 1 == 1;
        let start = 30 + usize::from(short(header, 26)?) + usize::from(short(header, 28)?);
        let packed = header.get(start..start.checked_add(entry.packed)?)?;
        match entry.method {
            _ if is_encrypted => None,
            0 => (packed.len() <= most).then(|| packed.to_vec()),
            8 => decompress_to_vec_with_limit(packed, most).ok(),
            _ => None,
        }
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}
