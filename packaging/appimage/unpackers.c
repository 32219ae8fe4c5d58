/* Ways of unpacking that libsquashfuse knows and this AppImage never uses: it is packed by zstd alone (build.sh). Without
 * their libraries the runtime is a tenth smaller. Each says that what it was given is broken. */
enum { ZLIB_BROKEN = -3, LZO_BROKEN = -6, LZMA_BROKEN = 9, LZ4_BROKEN = -1 };

int uncompress(void) { return ZLIB_BROKEN; }
int lzo1x_decompress_safe(void) { return LZO_BROKEN; }
int LZ4_decompress_safe(void) { return LZ4_BROKEN; }
int lzma_stream_buffer_decode(void) { return LZMA_BROKEN; }
int lzma_alone_decoder(void) { return LZMA_BROKEN; }
int lzma_code(void) { return LZMA_BROKEN; }
void lzma_end(void) {}
