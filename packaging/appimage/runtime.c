/* The runtime in front of an AppImage of type 2: mounts the squashfs behind this program with FUSE and runs AppRun in
 * it; where there is no FUSE, unpacks it for the time of the run. AppImages are usually made with a runtime that has to be
 * fetched; this one is built from Debian's static libraries, so that a build needs nothing else.
 *
 * cc -O2 -static -o runtime runtime.c unpackers.c -lsquashfuse_ll -lsquashfuse -lfuse3 -lzstd -lpthread -ldl
 */
#define _GNU_SOURCE
#define FUSE_USE_VERSION 32
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <fuse_lowlevel.h>
#include <limits.h>
#include <pthread.h>
#include <squashfuse/ll.h>
#include <squashfuse/traverse.h>
#include <squashfuse/util.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BROKEN = 125, NOT_RUN = 127 };

static char self[PATH_MAX], place[PATH_MAX];
static size_t image_start;
static int alive[2]; /* the program holds one end; when it closes, the mount goes */
static sqfs_ll_chan channel;

/* The squashfs begins where the ELF file ends: after its section headers. */
static size_t end_of_elf(void) {
    Elf64_Ehdr head;
    int file = open("/proc/self/exe", O_RDONLY);
    if (file < 0 || pread(file, &head, sizeof head, 0) != sizeof head) exit(BROKEN);
    close(file);
    return head.e_shoff + (size_t)head.e_shentsize * head.e_shnum;
}

static void *wait_for_the_end(void *unused) {
    char byte;
    (void)unused;
    while (read(alive[0], &byte, 1) > 0) {
    }
    fuse_session_exit(channel.session);
    fuse_session_unmount(channel.session);
    return NULL;
}

static struct fuse_lowlevel_ops operations(void) {
    struct fuse_lowlevel_ops ops;
    memset(&ops, 0, sizeof ops);
    ops.getattr = sqfs_ll_op_getattr;
    ops.opendir = sqfs_ll_op_opendir;
    ops.releasedir = sqfs_ll_op_releasedir;
    ops.readdir = sqfs_ll_op_readdir;
    ops.lookup = sqfs_ll_op_lookup;
    ops.open = sqfs_ll_op_open;
    ops.create = sqfs_ll_op_create;
    ops.release = sqfs_ll_op_release;
    ops.read = sqfs_ll_op_read;
    ops.readlink = sqfs_ll_op_readlink;
    ops.listxattr = sqfs_ll_op_listxattr;
    ops.getxattr = sqfs_ll_op_getxattr;
    ops.forget = sqfs_ll_op_forget;
    ops.statfs = stfs_ll_op_statfs;
    return ops;
}

/* Serve the mount until the program has ended. Writes a byte to `ready` once it stands. */
static int serve(int ready) {
    struct fuse_lowlevel_ops ops = operations();
    char *words[] = {self, "-oro,nosuid,nodev,fsname=appimage,subtype=squashfuse", NULL};
    struct fuse_args arguments = FUSE_ARGS_INIT(2, words);
    sqfs_ll *image = sqfs_ll_open(self, image_start);
    if (!image || sqfs_ll_mount(&channel, place, &arguments, &ops, sizeof ops, image) != SQFS_OK) return 1;
    pthread_t watcher;
    pthread_create(&watcher, NULL, wait_for_the_end, NULL);
    if (write(ready, "R", 1) != 1) return 1;
    close(ready);
    setsid();
    int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, 0);
    dup2(nothing, 1);
    dup2(nothing, 2);
    fuse_session_loop(channel.session);
    sqfs_ll_unmount(&channel, place);
    rmdir(place);
    return 0;
}

static int unpack_file(sqfs *image, sqfs_inode *inode, const char *path, const struct stat *status) {
    static char piece[1 << 17];
    int file = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_NOFOLLOW, status->st_mode & 0777);
    if (file < 0) return 1;
    for (sqfs_off_t at = 0; at < status->st_size;) {
        sqfs_off_t size = sizeof piece;
        if (sqfs_read_range(image, inode, at, &size, piece) || write(file, piece, size) != size) {
            close(file);
            return 1;
        }
        at += size;
    }
    return close(file);
}

static int unpack_entry(sqfs *image, sqfs_dir_entry *entry, const char *path) {
    sqfs_inode inode;
    struct stat status;
    if (sqfs_inode_get(image, &inode, sqfs_dentry_inode(entry)) || sqfs_stat(image, &inode, &status)) return 1;
    if (S_ISDIR(status.st_mode)) return mkdir(path, 0755) && errno != EEXIST;
    if (S_ISREG(status.st_mode)) return unpack_file(image, &inode, path, &status);
    if (S_ISLNK(status.st_mode)) {
        char target[PATH_MAX];
        size_t size = sizeof target;
        return sqfs_readlink(image, &inode, target, &size) || (symlink(target, path) && errno != EEXIST);
    }
    return 0;
}

static int unpack(const char *folder) {
    sqfs image;
    sqfs_traverse walk;
    sqfs_err error;
    sqfs_fd_t file;
    char path[PATH_MAX * 2];
    if (sqfs_fd_open(self, &file, false) || sqfs_init(&image, file, image_start)) return 1;
    if (sqfs_traverse_open(&walk, &image, sqfs_inode_root(&image))) return 1;
    mkdir(folder, 0700);
    while (sqfs_traverse_next(&walk, &error)) {
        if (walk.dir_end) continue;
        snprintf(path, sizeof path, "%s/%s", folder, walk.path);
        if (unpack_entry(&image, &walk.entry, path)) return 1;
    }
    return error ? 1 : 0;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk) {
    (void)status, (void)type, (void)walk;
    return remove(path);
}

static void run(const char *folder, char **arguments) {
    char program[PATH_MAX + 16];
    setenv("APPIMAGE", self, 1);
    setenv("APPDIR", folder, 1);
    setenv("ARGV0", arguments[0], 1);
    snprintf(program, sizeof program, "%s/AppRun", folder);
    execv(program, arguments);
    perror(program);
    _exit(NOT_RUN);
}

static void run_mounted(char **arguments) {
    int ready[2];
    char byte;
    if (pipe(ready) || pipe(alive)) exit(BROKEN);
    pid_t child = fork();
    if (!child) {
        if (fork()) _exit(0);
        close(ready[0]);
        close(alive[1]);
        _exit(serve(ready[1]));
    }
    waitpid(child, NULL, 0);
    close(ready[1]);
    close(alive[0]);
    if (read(ready[0], &byte, 1) == 1) {
        close(ready[0]);
        run(place, arguments);
    }
    close(ready[0]); /* no FUSE here */
    close(alive[1]);
}

static int run_unpacked(char **arguments) {
    int status = 0;
    if (unpack(place)) {
        fprintf(stderr, "%s: cannot be unpacked into %s\n", self, place);
        return BROKEN;
    }
    pid_t child = fork();
    if (!child) run(place, arguments);
    waitpid(child, &status, 0);
    nftw(place, remove_one, 32, FTW_DEPTH | FTW_PHYS);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}

int main(int count, char **arguments) {
    ssize_t size = readlink("/proc/self/exe", self, sizeof self - 1);
    if (size < 0) return BROKEN;
    self[size] = 0;
    image_start = end_of_elf();
    const char *wish = count > 1 ? arguments[1] : "";
    if (!strcmp(wish, "--appimage-offset")) return printf("%zu\n", image_start) < 0;
    if (!strcmp(wish, "--appimage-extract")) return unpack("squashfs-root");
    int unpacked = getenv("APPIMAGE_EXTRACT_AND_RUN") != NULL;
    if (!strcmp(wish, "--appimage-extract-and-run")) {
        unpacked = 1;
        memmove(arguments + 1, arguments + 2, (size_t)(count - 1) * sizeof *arguments);
    }
    const char *temporary = getenv("TMPDIR");
    snprintf(place, sizeof place, "%s/.mount_XXXXXX", temporary && *temporary ? temporary : "/tmp");
    if (!mkdtemp(place)) {
        perror(place);
        return BROKEN;
    }
    if (!unpacked) run_mounted(arguments);
    return run_unpacked(arguments);
}
