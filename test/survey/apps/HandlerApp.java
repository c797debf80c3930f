// HandlerApp PORT: the server that comes with the JDK.
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

public class HandlerApp {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
        server.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().equals("/throw")) throw new IllegalStateException("thrown for the survey");
            byte[] content = ("handler: " + exchange.getRequestMethod() + "\n").getBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, isHead ? -1 : content.length);
            if (!isHead) exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
    }
}
