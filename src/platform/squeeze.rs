//! The browser's own deflate.

use async_trait::async_trait;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, ReadableWritablePair};

use crate::ports::Squeeze;

// web-sys still holds these back as unstable, though every browser that we run in has had them for years.
#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// `CompressionStream` and `DecompressionStream`.
pub struct BrowserSqueeze;

const RAW: &str = "deflate-raw";

#[async_trait(?Send)]
impl Squeeze for BrowserSqueeze {
    async fn deflate(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let stream = CompressionStream::new(RAW).ok()?;
        collect(&through(bytes, stream.unchecked_ref())?, usize::MAX).await
    }

    async fn inflate(&self, deflated: &[u8], most: usize) -> Option<Vec<u8>> {
        let stream = DecompressionStream::new(RAW).ok()?;
        collect(&through(deflated, stream.unchecked_ref())?, most).await
    }
}

fn through(bytes: &[u8], transform: &ReadableWritablePair) -> Option<ReadableStream> {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()?;
    Some(blob.stream().pipe_through(transform))
}

/// All that comes out of a stream; none if it breaks off or is more than `most`.
async fn collect(stream: &ReadableStream, most: usize) -> Option<Vec<u8>> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let read = JsFuture::from(reader.read()).await.ok()?;
        if Reflect::get(&read, &"done".into()).ok()?.is_truthy() {
            return Some(bytes);
        }
        let chunk: Uint8Array = Reflect::get(&read, &"value".into()).ok()?.dyn_into().ok()?;
        let length = usize::try_from(chunk.length()).ok()?;
        if length > most - bytes.len() {
            // What is left of it is of no interest, nor whether it can be stopped.
            drop(reader.cancel());
            return None;
        }
        bytes.extend_from_slice(&chunk.to_vec());
    }
}
