//! Who signs a manifest: a minisign key file, or a command for keys that never leave their
//! hardware.
//!
//! Format: minisign (Ed25519 over BLAKE2b-512). Its trusted comment, which is signed as well, tells
//! the site and the number of the manifest and never a time. The crate that reads keys and checks
//! signatures puts chance into those that it makes; here they are made as RFC 8032 says, and as
//! minisign itself does, so that the same manifest has the same signature.

use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blake2::{Blake2b512, Digest};
use ed25519_dalek::{Signer as _, SigningKey};
use minisign::{PublicKey, SecretKey, SecretKeyBox, SignatureBox};

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

/// Where the number and the secret stand in a key, after what tells how it was locked.
const NUMBER: std::ops::Range<usize> = 54..62;
const SECRET: std::ops::Range<usize> = 62..94;

/// How signatures over a digest of the file are called.
const PREHASHED: &[u8] = b"ED";

impl Signer {
    /// The signer that a key file stands for; `password` unlocks it. Says what is wrong with it.
    pub fn of_key(file: &str, password: Option<String>) -> Result<Signer, String> {
        let boxed = || SecretKeyBox::from_string(file);
        // A password that nothing asks for does no harm.
        let open = boxed().and_then(SecretKeyBox::into_unencrypted_secret_key);
        let unlocked = match (open, password) {
            (Err(_), Some(password)) => boxed().and_then(|b| b.into_secret_key(Some(password))),
            (open, _) => open,
        };
        let key = unlocked.map_err(|e| e.to_string())?;
        Key::of(&key)
            .map(|key| Signer::Key(Box::new(key)))
            .ok_or_else(|| "it is cut off".to_owned())
    }
}

impl Key {
    fn of(key: &SecretKey) -> Option<Key> {
        let bytes = key.to_bytes();
        let number = bytes.get(NUMBER)?.try_into().ok()?;
        let secret: [u8; 32] = bytes.get(SECRET)?.try_into().ok()?;
        Some(Key { number, secret: SigningKey::from_bytes(&secret) })
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
