//! Who signs a manifest: a minisign key file, or a command for keys that never leave their
//! hardware.
//!
//! Format: minisign (Ed25519 over BLAKE2b-512). Its trusted comment, which is signed as well, tells
//! the site and the number of the manifest and never a time. The crate that reads keys and checks
//! signatures puts chance into those that it makes; here they are made as RFC 8032 says, and as
//! minisign itself does, so that the same manifest has the same signature.

use std::io::Cursor;
use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blake2::{Blake2b512, Digest};
use ed25519_dalek::{Signer as _, SigningKey};
use minisign::{PublicKey, SecretKeyBox, SignatureBox};

use super::Manifest;

/// Who signs.
pub enum Signer {
    /// The key of a file.
    Key(Box<Key>),
    /// A program and its arguments; `{file}`, `{signature}` and `{comment}` stand for what it signs,
    /// where the signature goes, and the trusted comment.
    Command(Vec<String>),
}

/// A key, unlocked.
pub struct Key {
    /// The number by which signatures name their key.
    number: [u8; 8],
    secret: SigningKey,
}

/// Where in a key stand how it is locked, its number, and its two halves.
const LOCK: Range<usize> = 2..4;
const NUMBER: Range<usize> = 54..62;
const SECRET: Range<usize> = 62..94;
const PUBLIC: Range<usize> = 94..126;

/// How a key without a password is locked.
const NO_LOCK: &[u8] = &[0, 0];

/// How signatures over a digest of the file are called.
const PREHASHED: &[u8] = b"ED";

impl Signer {
    /// The signer that a key file stands for; `password` unlocks it. Says what is wrong with it.
    pub fn of_key(file: &str, password: Option<String>) -> Result<Signer, String> {
        // minisign leaves the check sum of a key without a password empty, which the crate does not
        // take; that the secret and the public half belong together says as much.
        if let Some(key) = Key::unlocked(file) {
            return Ok(Signer::Key(Box::new(key)));
        }
        let boxed = SecretKeyBox::from_string(file).map_err(|e| e.to_string())?;
        let unlocked = match password {
            Some(password) => boxed.into_secret_key(Some(password)),
            None => boxed.into_unencrypted_secret_key(),
        };
        let key = unlocked.map_err(|e| e.to_string())?;
        let key = Key::of(&key.to_bytes()).ok_or_else(|| "it is cut off".to_owned())?;
        Ok(Signer::Key(Box::new(key)))
    }
}

impl Key {
    /// The key of a file that has no password.
    fn unlocked(file: &str) -> Option<Key> {
        let bytes = STANDARD.decode(file.lines().nth(1)?.trim()).ok()?;
        (bytes.get(LOCK)? == NO_LOCK).then(|| Key::of(&bytes)).flatten()
    }

    /// The key in some bytes, if its halves belong together.
    fn of(bytes: &[u8]) -> Option<Key> {
        let number = bytes.get(NUMBER)?.try_into().ok()?;
        let secret: [u8; 32] = bytes.get(SECRET)?.try_into().ok()?;
        let secret = SigningKey::from_bytes(&secret);
        let belong = secret.verifying_key().as_bytes() == bytes.get(PUBLIC)?;
        belong.then_some(Key { number, secret })
    }

    /// The signature of a manifest with its trusted comment, as a file.
    pub(crate) fn sign(&self, manifest: &[u8], comment: &str) -> String {
        let signature = self.secret.sign(&Blake2b512::digest(manifest)).to_bytes();
        let of_both = self.secret.sign(&[&signature, comment.as_bytes()].concat()).to_bytes();
        let named = [PREHASHED, &self.number, &signature].concat();
        format!(
            "untrusted comment: signature of a site's manifest\n{}\ntrusted comment: {comment}\n{}\n",
            STANDARD.encode(named),
            STANDARD.encode(of_both)
        )
    }
}

/// What a manifest's signature vouches for besides its bytes.
pub fn trusted_comment(manifest: &Manifest) -> String {
    format!("{} manifest {:04}", manifest.site, manifest.number)
}

/// Whether a text is a signature with a trusted comment.
pub(crate) fn is_signature(text: &str, comment: &str) -> Result<(), String> {
    let signature = SignatureBox::from_string(text).map_err(|e| e.to_string())?;
    match signature.trusted_comment() {
        Ok(found) if found == comment => Ok(()),
        Ok(found) => Err(format!("its trusted comment is `{found}`, not `{comment}`")),
        Err(error) => Err(error.to_string()),
    }
}

/// The key of a `minisign.pub` file, or of its last line alone. Says what is wrong with it.
pub fn public_key(file: &str) -> Result<PublicKey, String> {
    let line = file.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
    PublicKey::from_base64(line).map_err(|e| e.to_string())
}

/// Holds a signature against a manifest and a key. Says what is wrong with it.
pub fn check(
    key: &PublicKey,
    signature: &str,
    manifest: &[u8],
    comment: &str,
) -> Result<(), String> {
    is_signature(signature, comment)?;
    let boxed = SignatureBox::from_string(signature).map_err(|e| e.to_string())?;
    minisign::verify(key, &boxed, Cursor::new(manifest), true, false, false)
        .map_err(|e| e.to_string())
}
