package org.fairhold.process.deployment;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.fairhold.process.check.ProcessSet;

/** A zip of {@code processes/}, with or without that folder. It is read in memory, never unpacked onto a disk. */
final class Archive {
    private static final int FILES_MAX = 500;
    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final int ALL_BYTES_MAX = 20 << 20;
    private static final String FOLDER = "processes/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");

    /** What a Mac or an editor adds beside the files. */
    private static final Pattern HIDDEN = Pattern.compile("(.*/)?(\\.(?!\\.)[^/]*|__MACOSX)(/.*)?");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Set<String> lowered = new HashSet<>();
    private int bytes;

    private Archive() {}

    /** @throws SetRefused naming the entry and what is wrong with it */
    static ProcessSet read(byte[] zip) {
        var archive = new Archive();
        try (var opened = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(zip))
                .get()) {
            for (var entries = opened.getEntries(); entries.hasMoreElements(); ) {
                archive.add(opened, entries.nextElement());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new SetRefused("body", "it is no zip that can be read");
        }
        if (archive.files.isEmpty()) {
            throw new SetRefused("body", "the zip holds no files");
        }
        return new ProcessSet(archive.withoutTopFolder());
    }

    private void add(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        var name = entry.getName();
        if (entry.isDirectory() || HIDDEN.matcher(name).matches()) {
            return;
        }
        require(
                NAME.matcher(name).matches() && !List.of(name.split("/", -1)).contains(".."),
                "body",
                "a file's name is a path of letters, digits, '.', '_' and '-' below processes/");
        require(lowered.add(name.toLowerCase(Locale.ROOT)), name, "it is there twice, capital letters not counted");
        require(lowered.size() <= FILES_MAX, "body", "a set has at most %d files".formatted(FILES_MAX));
        require(!entry.isUnixSymlink(), name, "it is a link, not a file");
        require(!entry.getGeneralPurposeBit().usesEncryption(), name, "it is encrypted");
        require(zip.canReadEntryData(entry), name, "it is packed in a way that cannot be read");
        byte[] content;
        try (var in = zip.getInputStream(entry)) {
            content = in.readNBytes(FILE_BYTES_MAX + 1);
        }
        require(content.length <= FILE_BYTES_MAX, name, "a file is at most 1 MB");
        require(!isZip(content), name, "it is an archive in the archive");
        bytes += content.length;
        require(bytes <= ALL_BYTES_MAX, "body", "all files together are at most 20 MB");
        files.put(name, content);
    }

    private static boolean isZip(byte[] content) {
        return content.length > 3 && content[0] == 'P' && content[1] == 'K' && content[2] == 3 && content[3] == 4;
    }

    private Map<String, byte[]> withoutTopFolder() {
        if (!files.keySet().stream().allMatch(name -> name.startsWith(FOLDER))) {
            return files;
        }
        Map<String, byte[]> inside = new TreeMap<>();
        files.forEach((name, content) -> inside.put(name.substring(FOLDER.length()), content));
        return inside;
    }

    private static void require(boolean holds, String file, String rule) {
        if (!holds) {
            throw new SetRefused(file, rule);
        }
    }
}
