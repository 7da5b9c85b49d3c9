//! The standard library's allocator, kept out of line.
//!
//! The standard library is built along with the app, so link-time optimization could otherwise inline the allocator
//! into its callers. There the optimizer knows of an allocation only the bytes that were asked for, takes the header
//! before them for nothing, and folds a read of it to a constant: `vec![0.0; n]` then fails when it is freed.

#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};

struct OutOfLine;

#[global_allocator]
static ALLOCATOR: OutOfLine = OutOfLine;

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for OutOfLine {
    #[inline(never)]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    #[inline(never)]
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(pointer, layout) }
    }

    #[inline(never)]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    #[inline(never)]
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller keeps the contract.
        unsafe { System.realloc(pointer, layout, size) }
    }
}
