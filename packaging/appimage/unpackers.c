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

/* Ways in which zstd packed before 2016, which its library reads to this day: a fourteenth of the runtime. */
typedef unsigned long size;
enum { ZSTD_BROKEN = -20 };

#define OLD_ZSTD(age)                                                                                                  \
    size ZSTDv0##age##_decompress_usingDict(void) { return (size)ZSTD_BROKEN; }                                        \
    size ZSTDv0##age##_getFrameParams(void) { return (size)ZSTD_BROKEN; }                                              \
    size ZSTDv0##age##_freeDCtx(void) { return 0; }                                                                    \
    void *ZSTDv0##age##_createDCtx(void) { return 0; }                                                                 \
    void ZSTDv0##age##_findFrameSizeInfoLegacy(const void *from, size bytes, size *packed, unsigned long long *whole) { \
        (void)from, (void)bytes;                                                                                       \
        *packed = (size)ZSTD_BROKEN;                                                                                   \
        *whole = (unsigned long long)-2;                                                                               \
    }                                                                                                                  \
    size ZBUFFv0##age##_decompressInitDictionary(void) { return (size)ZSTD_BROKEN; }                                   \
    size ZBUFFv0##age##_decompressContinue(void) { return (size)ZSTD_BROKEN; }                                         \
    size ZBUFFv0##age##_freeDCtx(void) { return 0; }                                                                   \
    void *ZBUFFv0##age##_createDCtx(void) { return 0; }

OLD_ZSTD(5)
OLD_ZSTD(6)
OLD_ZSTD(7)
