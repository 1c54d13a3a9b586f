package dev.chatconnect.browser;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Writes pictures of pages small: with a palette of their 256 most frequent colours. */
final class IndexedPng {

  private static final int COLORS = 256;

  private IndexedPng() {}

  static void write(byte[] png, Path file) throws IOException {
    var picture = ImageIO.read(new ByteArrayInputStream(png));
    Files.createDirectories(file.getParent());
    var writer = ImageIO.getImageWritersByFormatName("png").next();
    try (var bytes = Files.newOutputStream(file);
        var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      var parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(0);
      writer.write(null, new IIOImage(indexed(picture), null, null), parameters);
    } finally {
      writer.dispose();
    }
  }

  private static BufferedImage indexed(BufferedImage picture) {
    var palette = palette(picture);
    var colors = palette.stream().mapToInt(color -> color).toArray();
    var model = new IndexColorModel(8, colors.length, colors, 0, false, -1, 0);
    var result =
        new BufferedImage(
            picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
    var nearest = new HashMap<Integer, Integer>();
    for (var y = 0; y < picture.getHeight(); y++) {
      for (var x = 0; x < picture.getWidth(); x++) {
        var index = nearest.computeIfAbsent(picture.getRGB(x, y), c -> nearest(palette, c));
        result.getRaster().setSample(x, y, 0, index);
      }
    }
    return result;
  }

  private static List<Integer> palette(BufferedImage picture) {
    var counts = new HashMap<Integer, Integer>();
    for (var y = 0; y < picture.getHeight(); y++) {
      for (var x = 0; x < picture.getWidth(); x++) {
        counts.merge(picture.getRGB(x, y), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(COLORS)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static int nearest(List<Integer> palette, int color) {
    var best = 0;
    for (var i = 1; i < palette.size(); i++) {
      if (distance(palette.get(i), color) < distance(palette.get(best), color)) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    var sum = 0;
    for (var shift = 0; shift <= 16; shift += 8) {
      var difference = (one >> shift & 0xff) - (other >> shift & 0xff);
      sum += difference * difference;
    }
    return sum;
  }
}
